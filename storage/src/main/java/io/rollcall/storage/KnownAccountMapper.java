package io.rollcall.storage;

import io.rollcall.core.team.Account;
import java.time.Instant;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

@Mapper
interface KnownAccountMapper {

    @Select("""
            SELECT address FROM account_looked_up
            WHERE platform = #{named.platform} AND app = #{named.app} AND contact = #{contact}
            """)
    Optional<String> address(@Param("named") Account named, @Param("contact") String contact);

    @Update("""
            UPDATE account_looked_up SET address = #{address}, found_at = #{at}
            WHERE platform = #{named.platform} AND app = #{named.app} AND contact = #{contact}
            """)
    int update(
            @Param("named") Account named,
            @Param("contact") String contact,
            @Param("address") String address,
            @Param("at") Instant at);

    @Insert("""
            INSERT INTO account_looked_up (platform, app, contact, address, found_at)
            VALUES (#{named.platform}, #{named.app}, #{contact}, #{address}, #{at})
            """)
    int insert(
            @Param("named") Account named,
            @Param("contact") String contact,
            @Param("address") String address,
            @Param("at") Instant at);
}
